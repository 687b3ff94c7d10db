using WebPublisher.WafSideBySide;

return Comparison.Run(Settings.Parse(args));
