"""What a declaration, indicator, value, place, finding, outcome and answer ARE: frozen classes, one noun a file."""
