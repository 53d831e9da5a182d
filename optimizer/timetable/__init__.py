"""Exact times: from the order of trips to visits, to the second."""
