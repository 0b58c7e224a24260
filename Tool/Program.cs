using Hmm.Tool;

return await Application.RunAsync(args, Terminal.Standard());
