"""The embedded planner: a chat model that needs no network and no key."""
