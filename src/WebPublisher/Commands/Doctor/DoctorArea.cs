namespace WebPublisher.Commands.Doctor;

/// <summary>One thing the doctor looks into. Areas are looked into at once; none waits for another.</summary>
internal abstract class DoctorArea
{
    /// <summary>Its name on the command line and in JSON.</summary>
    public abstract string Name { get; }

    /// <summary>What there is to examine, each with its subject; they run at once and each has <see cref="DoctorCase.Limit"/>.</summary>
    /// <param name="case">What is examined.</param>
    public abstract IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case);

    /// <summary>Examines all of it.</summary>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(DoctorCase @case, CancellationToken cancellation) =>
        [.. (await Task.WhenAll(Of(@case).Take(DoctorCase.MostSubjects).Select(one => InTimeAsync(one.Subject, one.Examine, @case, cancellation)))).SelectMany(found => found)];

    private static async Task<IReadOnlyList<Finding>> InTimeAsync(
        string subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> examine, DoctorCase @case, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(DoctorCase.Limit, @case.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await examine(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [Finding.Warning(subject, $"no answer within {DoctorCase.Limit.TotalSeconds} s", "ask again; if it stays so, look at the network between")];
        }
    }
}
