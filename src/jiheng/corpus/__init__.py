"""The corpus (语料): the same doors over millions of documents, into one set of Parquet that is asked by SQL."""
