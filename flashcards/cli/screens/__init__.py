"""What commands print: values in, text, JSON or CSV out."""
