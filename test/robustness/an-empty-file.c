// RUN: %check %s
