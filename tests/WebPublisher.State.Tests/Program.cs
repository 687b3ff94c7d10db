using WebPublisher.State.Tests.Testing;

return await OtherProcess.RunAsync(args);
