"""Forms (表式): finds the form by its labels and by what stands in its columns; follows merged cells, across pages."""
