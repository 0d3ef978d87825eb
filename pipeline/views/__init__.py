"""What people look at: an article with its proposals, a run's summary, scores, the tables' columns."""
