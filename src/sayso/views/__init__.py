"""Views: frozen values made from a reading, which terminal, page and notebook render; no drawing here."""
