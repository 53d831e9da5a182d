"""Days worth planning, and how well we plan them: generators, catalogue, benchmark, report."""
