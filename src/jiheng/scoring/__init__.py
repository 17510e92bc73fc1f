"""Targets and actuals → scores by policy; what monitoring makes of them."""

from jiheng.scoring.policy import Policy, policy_of
from jiheng.scoring.reaching import Reached, Unsettled, reached

__all__ = ["Policy", "Reached", "Unsettled", "policy_of", "reached"]
