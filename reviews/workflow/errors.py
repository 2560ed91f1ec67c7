"""Why an action of the workflow is refused."""


class WorkflowRefused(Exception):
    """The action cannot be taken; the message says why, and who or what could."""


class WrongState(WorkflowRefused):
    """The review is not in a state from which the action leads anywhere."""


class NotPermitted(WorkflowRefused):
    """This person may not take the action."""


class Recused(NotPermitted):
    """A declared interest bars the person from the claim."""


class HandsFull(WorkflowRefused):
    """The person holds as many reviews as one may."""


class NotHeld(WorkflowRefused):
    """The person does not hold the review, or not any more."""


class StaleReview(WorkflowRefused):
    """Somebody else changed the review since it was read."""


class Incomplete(WorkflowRefused):
    """Something the action needs is missing; `problems` has a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class NobodyActs(TypeError):
    """A step that takes a person was called without one: a fault in the code, never the user's."""
