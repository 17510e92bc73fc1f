"""Targets and actuals → scores by policy; what monitoring makes of them."""

from jiheng.scoring.evaluation import score
from jiheng.scoring.policy import Policy, policies, policy_of
from jiheng.scoring.reaching import Reached, Unsettled, reached

__all__ = ["Policy", "Reached", "Unsettled", "policies", "policy_of", "reached", "score"]
