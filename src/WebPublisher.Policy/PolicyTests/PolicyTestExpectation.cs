namespace WebPublisher.Policy.PolicyTests;

/// <summary>What a policy test expects; what is null may be anything, and at least one is not.</summary>
/// <param name="Rule">Name of the rule that decides.</param>
/// <param name="Section">Name of the section of that rule.</param>
/// <param name="Status">HTTP status of a refusal or redirect.</param>
/// <param name="SubStatus">Sub-status, such as 4 in 403.4.</param>
/// <param name="Code">Error code, such as 12202.</param>
/// <param name="Location">Where a redirect leads.</param>
public sealed record PolicyTestExpectation(string? Rule, string? Section, int? Status, int? SubStatus, int? Code, string? Location);
