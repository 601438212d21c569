from . import service_member_exit, service_member_import
