"""What fitting a copula comes to."""

from pydantic import BaseModel, Field

from tools.capability import ResultModel
from tools.fields import Count, Finite, Probability


class CopulaParameter(BaseModel):
    """One parameter of a copula."""

    name: str = Field(description="Its name: correlation, degrees_of_freedom, theta.")
    value: Finite = Field(description="By likelihood of the ranks.")
    error: Finite | None = Field(
        default=None,
        description="Its standard error, the ranks counted as estimated; null where the "
        "likelihood is flat or the parameter at its bound.",
    )
    by_tau: Finite | None = Field(
        default=None, description="The same by inversion of Kendall's tau."
    )


class CopulaFit(BaseModel):
    """One family fitted to two variables, or to all of them."""

    family: str = Field(description="Name of the family.")
    rotation: Count = Field(description="Degrees it is turned by: 180 describes the other tail.")
    parameters: list[CopulaParameter] = Field(description="Its parameters.")
    log_likelihood: Finite = Field(description="Log-likelihood of the ranks.")
    aic: Finite = Field(description="Akaike's criterion; the lower the better.")
    kendall_tau: Finite | None = Field(
        default=None, description="Kendall's tau of the fitted copula, of two variables."
    )
    lower_tail: Probability | None = Field(
        default=None,
        description="Chance that the second is extremely low given that the first is.",
    )
    upper_tail: Probability | None = Field(
        default=None,
        description="Chance that the second is extremely high given that the first is.",
    )


class CopulaPair(BaseModel):
    """Two of the variables."""

    first: str = Field(description="One variable.")
    second: str = Field(description="The other.")
    kendall_tau: Finite = Field(description="Kendall's tau of the data.")
    tau_p_value: Probability = Field(
        description="Chance of a tau as far from zero if the two were independent."
    )
    spearman: Finite = Field(description="Spearman's rank correlation of the data.")
    best: CopulaFit = Field(description="The family that describes the pair best (AIC).")
    seen_lower_tail: Probability = Field(
        description="Of the lowest values of the first, the share at which the second is among its "
        "lowest too."
    )
    seen_upper_tail: Probability = Field(description="The same of the highest values.")
    tail_rows: Count = Field(description="Rows that count as lowest, and as highest.")


class FitCopulaResult(ResultModel):
    """How variables hang together, apart from what each is like by itself."""

    variables: list[str] = Field(description="The variables.")
    observations: Count = Field(description="Rows used.")
    best: str = Field(description="The family that describes the data best (AIC).")
    fits: list[CopulaFit] = Field(description="Every family tried on all variables, best first.")
    pairs: list[CopulaPair] = Field(description="Each pair of variables.")
    correlations: list[list[Finite]] = Field(
        default_factory=list[list[Finite]],
        description="Correlation matrix of the best copula where there are more than two.",
    )
    goodness_statistic: Finite | None = Field(
        default=None, description="Cramer-von Mises statistic of the best family."
    )
    goodness_p_value: Probability | None = Field(
        default=None,
        description="Chance of a worse fit if the best family were right; small means it is not.",
    )
    goodness_rows: Count = Field(description="Rows the test of fit looked at.")
    goodness_draws: Count = Field(description="Bootstrap samples behind it.")
    tied: Finite = Field(description="Greatest share of values that are tied, of any variable.")
