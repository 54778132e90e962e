"""Everything that proves the product or stands in for the world around it."""
