"""The HTTP edge: route tables, the error envelope, paging, the OpenAPI document."""
