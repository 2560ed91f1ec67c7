"""The permission to see how claims are selected; the numbers themselves are counted, not stored."""

from django.db import models


class SelectionBalance(models.Model):
    """No table: its permission “view” opens the page and the exports of reviews/balance.py."""

    class Meta:
        managed = False
        default_permissions = ("view",)
        verbose_name = verbose_name_plural = "selection balance"

    def __str__(self) -> str:
        return "Selection balance"
