"""Forms of programmes, their appraisal, materials, lecturers and institutions."""

from hientai.programmes.forms.appraising import (
    ApproveForm,
    CouncilForm,
    SittingForm,
    WithdrawForm,
)
from hientai.programmes.forms.fields import ProgrammeField, UnitField
from hientai.programmes.forms.institutions import (
    AllowForm,
    ContractForm,
    InstitutionForm,
    NewInstitutionForm,
    RoomsForm,
)
from hientai.programmes.forms.lecturers import (
    ChangeLecturerForm,
    EndForm,
    LecturerForm,
    QualifyForm,
    TrainerCourseForm,
)
from hientai.programmes.forms.materials import HandoverForm, MaterialForm
from hientai.programmes.forms.writing import (
    FactsForm,
    LinesForm,
    NewVersionForm,
    ProgrammeForm,
    RenameForm,
)

__all__ = [
    "AllowForm",
    "ApproveForm",
    "ChangeLecturerForm",
    "ContractForm",
    "CouncilForm",
    "EndForm",
    "FactsForm",
    "HandoverForm",
    "InstitutionForm",
    "LecturerForm",
    "LinesForm",
    "MaterialForm",
    "NewInstitutionForm",
    "NewVersionForm",
    "ProgrammeField",
    "ProgrammeForm",
    "QualifyForm",
    "RenameForm",
    "RoomsForm",
    "SittingForm",
    "TrainerCourseForm",
    "UnitField",
    "WithdrawForm",
]
