annotations = division = print_function = absolute_import = unicode_literals = generator_stop = with_statement = None
nested_scopes = generators = None
