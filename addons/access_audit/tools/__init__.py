from .origin import Origin, http_request, origin
from .reads import Read, pending
