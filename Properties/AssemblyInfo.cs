[assembly: Hmm.Properties.SuiteSettings]
