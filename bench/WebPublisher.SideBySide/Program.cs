using WebPublisher.SideBySide;

return await Comparison.RunAsync(Settings.Parse(args));
