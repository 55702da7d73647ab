{
    "name": "Association Office",
    "summary": "Members, statute, bodies, meetings, books and dues of a public–private association",
    "version": "19.0.1.0.0",
    "category": "Association",
    "license": "AGPL-3",
    "author": "Associazione Lecce Smart City & Community",
    "website": "https://github.com/lecce-smartcity/office",
    "depends": ["contacts", "mail", "portal"],
    "external_dependencies": {"python": ["stdnum", "codicefiscale", "cryptography", "reportlab", "openpyxl", "qrcode"]},
    "data": [
        "security/groups.xml",
        "security/ir.model.access.csv",
        "security/rules.xml",
        "data/legal_form.xml",
        "data/member_category.xml",
        "data/ir_cron.xml",
        # views: the menus first, each topic hangs its own below them
        "views/menus.xml",
    ],
    "pre_init_hook": "pre_init_hook",
    "application": True,
    "installable": True,
}
