"""What tests share: the database made as its owner and used as the application, and builders of rows."""
