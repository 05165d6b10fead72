"""Programmes with their versions, appraisals, materials; lecturers; training institutions."""

from hientai.programmes.models.appraisal import Appraisal, CouncilMember
from hientai.programmes.models.institutions import Capability, Contract, Institution, Room
from hientai.programmes.models.lecturers import Lecturer, Qualification, TrainerCourse
from hientai.programmes.models.materials import Document, Handover, Material
from hientai.programmes.models.programmes import Module, Programme, Topic, Version

__all__ = [
    "Appraisal",
    "Capability",
    "Contract",
    "CouncilMember",
    "Document",
    "Handover",
    "Institution",
    "Lecturer",
    "Material",
    "Module",
    "Programme",
    "Qualification",
    "Room",
    "Topic",
    "TrainerCourse",
    "Version",
]
