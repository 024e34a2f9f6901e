// Country
