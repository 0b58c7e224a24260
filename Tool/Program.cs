using System.CommandLine;

var root = new RootCommand("An executable, verified specification of Linux Heterogeneous Memory Management.");
return await root.Parse(args).InvokeAsync();
