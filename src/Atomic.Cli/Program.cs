using Atomic.Cli.CommandLine;

return await AtomicCommand.RunAsync(args);
