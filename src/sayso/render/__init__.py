"""Drawing: views as text for a terminal, as a page, as a notebook's fragment."""
