using Research.Cli;

return await Application.RunAsync(args);
