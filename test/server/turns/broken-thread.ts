// Stands in for a thread that ends before it is ready.
throw new Error('The thread is broken.');
