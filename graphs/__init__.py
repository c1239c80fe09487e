"""What happens next: state, routing, and the graph that joins the agents."""
