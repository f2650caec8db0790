namespace TcpProbe.Tests.Harness;

/// <summary>A fact that needs the lab: skipped, with the reason, where none can be made.</summary>
public sealed class LabFactAttribute : FactAttribute
{
    public LabFactAttribute() => Skip = Lab.WhyNot;
}

/// <summary>A theory that needs the lab: skipped, with the reason, where none can be made.</summary>
public sealed class LabTheoryAttribute : TheoryAttribute
{
    public LabTheoryAttribute() => Skip = Lab.WhyNot;
}
