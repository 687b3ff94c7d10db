namespace WebPublisher.Operations;

/// <summary>Looks whether this server should be given traffic. Called for each question, on any thread; must be quick.</summary>
public delegate Readiness ReadinessSource();
