# Editing the cluster's data: colleges, programmes, dates.

content-refused = This cannot be kept: please check the field “{ $field }”.
content-changed-meanwhile = Somebody else changed this meanwhile. Open it again and repeat your change.
content-consent-version = A new text or term of a consent needs a new version. Raise it by one and save again.
