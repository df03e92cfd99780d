"""Who a source is: the person, organisation or unnamed party that its words mean in this article."""
