"""Chat models by name: the embedded planner, and providers over the network."""
