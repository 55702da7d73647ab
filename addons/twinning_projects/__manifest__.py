{
    "name": "Joint Projects and Twinnings",
    "summary": "Public–private projects, calls, twinnings between cities and their good practices",
    "version": "19.0.1.0.0",
    "category": "Association",
    "license": "AGPL-3",
    "author": "Associazione Lecce Smart City & Community",
    "depends": ["lecce_smartcity", "project"],
    "data": ["views/menus.xml"],
    "application": True,
}
