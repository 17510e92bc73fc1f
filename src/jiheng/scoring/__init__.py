"""Targets and actuals → scores by policy; what monitoring makes of them."""

from jiheng.scoring.actuals import Filled, filled
from jiheng.scoring.evaluation import score
from jiheng.scoring.filing import self_evaluation
from jiheng.scoring.judging import Judge, judged
from jiheng.scoring.policy import Policy, policies, policy_of
from jiheng.scoring.reaching import Reached, Unsettled, reached
from jiheng.scoring.spending import spent

__all__ = [
    "Filled",
    "Judge",
    "Policy",
    "Reached",
    "Unsettled",
    "filled",
    "judged",
    "policies",
    "policy_of",
    "reached",
    "score",
    "self_evaluation",
    "spent",
]
