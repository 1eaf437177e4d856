"""Here so that the tests find `backend`, `settings` and `understudy_agent` beside them."""
