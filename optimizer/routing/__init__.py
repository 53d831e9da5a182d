"""The core: trips and stops of every crew, by ruin and recreate. Start reading at :mod:`optimizer.routing.solve`."""
