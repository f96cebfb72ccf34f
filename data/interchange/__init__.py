"""Records in the forms that others use: JSON Resume for members, schema.org JobPosting for openings."""
