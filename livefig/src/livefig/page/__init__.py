"""The HTML of figures and questions, and the runtime that brings them to life."""
