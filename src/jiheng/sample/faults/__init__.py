"""Faults (植入差错): for each rule a mutator that puts its fault into sound tables and says where it must be found."""
