"""Nghị định 30/2020/NĐ-CP on clerical work: how an administrative paper looks and is numbered."""
