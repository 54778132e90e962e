"""One script a figure, each with its ceiling in the same run."""
