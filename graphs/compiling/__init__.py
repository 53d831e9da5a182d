"""How inner loops become machine code: what Numba does otherwise for us. Only this folder imports it."""
