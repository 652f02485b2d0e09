"""The trusted side: owns the reference, draws inputs, decides, diagnoses."""
