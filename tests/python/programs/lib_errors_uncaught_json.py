import json
json.loads("{oops}")
