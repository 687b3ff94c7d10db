using WebPublisher.Mail.Spf;
using YamlDotNet.RepresentationModel;

namespace WebPublisher.Conformance.Spf;

/// <summary>A file of scenarios, each with zones and checks; prints what fails and a table, and fails unless every case is right.</summary>
internal static class SpfSuite
{
    public static async Task<int> RunAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var stream = new YamlStream();
        using (var reader = file.OpenText())
        {
            stream.Load(reader);
        }

        var (allRight, all, preferred) = (0, 0, 0);
        foreach (var scenario in stream.Documents.Select(d => d.RootNode).OfType<YamlMappingNode>())
        {
            var evaluator = new SpfEvaluator(new WrittenZones((YamlMappingNode)scenario["zonedata"]));
            var (right, count) = (0, 0);
            foreach (var (name, fields) in (YamlMappingNode)scenario["tests"])
            {
                var @case = SpfCase.Read(((YamlScalarNode)name).Value!, (YamlMappingNode)fields);
                var verdict = await evaluator.EvaluateAsync(@case.Check, cancellationToken);
                var complaint = @case.Complaint(verdict);
                count++;
                right += complaint is null ? 1 : 0;
                preferred += complaint is null && @case.Results[0].Equals(verdict.Result.ToString(), StringComparison.OrdinalIgnoreCase) ? 1 : 0;
                if (complaint is not null)
                {
                    Console.WriteLine($"FAILED {@case.Name}: {complaint}");
                }
            }

            var title = scenario.Children.TryGetValue("description", out var description) ? description.ToString() : "(a scenario without a description)";
            Console.WriteLine($"{title,-46} {right,3}/{count}");
            allRight += right;
            all += count;
        }

        Console.WriteLine($"{"ALL",-46} {allRight,3}/{all} (with the preferred result: {preferred})");
        return all > 0 && allRight == all ? 0 : 1;
    }
}
